-- `:checkhealth vaultls`: what is there, what is missing, and what else answers in the notes.
local M = {}

local health = vim.health or require('health')
local start = health.start or health.report_start
local ok = health.ok or health.report_ok
local info = health.info or health.report_info
local warn = health.warn or health.report_warn
local err = health.error or health.report_error

local others = { 'marksman', 'markdown_oxide', 'markdown-oxide', 'zk', 'obsidian-ls', 'iwes', 'prosemd_lsp', 'remark_ls' }

function M.check()
  local options = require('vaultls.options').get()
  start('Neovim')
  M.neovim()
  start('The command')
  M.command(options.cmd)
  start('Notes that are open')
  M.notes(options)
  start('Completion as you type')
  M.completion(options)
end

function M.neovim()
  local version = vim.version()
  local said = ('Neovim %d.%d.%d'):format(version.major, version.minor, version.patch)
  if vim.fn.has('nvim-0.11') == 1 then
    ok(said)
  elseif vim.fn.has('nvim-0.7.2') == 1 then
    ok(said .. ': completion by <C-x><C-o>; 0.11 or newer completes as you type')
  else
    err(said .. ' is too old', { 'Take Neovim 0.7.2 or newer; 0.11 completes as you type' })
  end
end

---The first line that a command prints, or nil where it can't be run.
local function first_line(command)
  if vim.fn.executable(command[1]) == 0 then
    return nil
  end
  local lines = vim.fn.systemlist(command)
  return vim.v.shell_error == 0 and vim.trim(lines[1] or '') or nil
end

function M.command(cmd)
  if type(cmd) ~= 'table' then
    info('`cmd` is a function of yours')
    return
  end
  local version = vim.tbl_filter(function(word)
    return word ~= 'serve'
  end, cmd)
  table.insert(version, '--version')
  local said = first_line(version)
  if said then
    ok(('%s (%s)'):format(said, vim.fn.exepath(cmd[1])))
  elseif vim.fn.executable(cmd[1]) == 1 then
    err(('`%s` fails'):format(table.concat(version, ' ')), { 'Run it in a terminal to see why' })
  else
    err(('`%s` is not on the PATH'):format(cmd[1]), {
      'Install it: `pipx install .` in the folder of vaultls',
      "Or name it: `vim.g.vaultls = { cmd = { '/path/to/vaultls', 'serve' } }`",
    })
  end
  M.python(said ~= nil)
end

---Only somebody who has yet to install vaultls has to care which Python there is.
function M.python(is_installed)
  local said = first_line({ 'python3', '--version' }) or first_line({ 'python', '--version' })
  local major, minor = (said or ''):match('(%d+)%.(%d+)')
  if major and (tonumber(major) > 3 or tonumber(minor) >= 10) then
    ok(said)
  else
    local tell = is_installed and info or err
    tell((said or 'No Python') .. ': to install vaultls takes Python 3.10 or newer')
  end
end

---Notes by the client that serves them; those without are under 0.
local function notes_by_client()
  local found = { [0] = {} }
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.bo[buf].filetype == 'markdown' and vim.bo[buf].buftype == '' then
      local client = require('vaultls.client').of(buf)
      local id = client and client.id or 0
      found[id] = found[id] or {}
      table.insert(found[id], buf)
    end
  end
  return found
end

local function name_of(buf)
  return vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buf), ':~:.')
end

function M.notes(options)
  local notes = notes_by_client()
  local clients = require('vaultls.client').all()
  for _, client in ipairs(clients) do
    M.vault(client, notes[client.id] or {})
  end
  for _, buf in ipairs(notes[0]) do
    local advice = options.enable and 'Try `:Vaultls restart`, then `:checkhealth` again' or '`vim.g.vaultls.enable` is false'
    warn(('%s has no server'):format(name_of(buf)), { advice, 'Messages: ' .. vim.lsp.get_log_path() })
  end
  if #clients == 0 and #notes[0] == 0 then
    info('None: open one, then run `:checkhealth vaultls` again')
  end
  local all = {}
  for _, bufs in pairs(notes) do
    vim.list_extend(all, bufs)
  end
  M.conflicts(all)
end

function M.vault(client, bufs)
  local root = client.config.root_dir
  if root == vim.loop.os_homedir() then
    warn('The vault is your whole home folder, which vaultls does not read: each note stands alone', {
      'Make an empty file `.vaultls.toml` in the folder of your notes',
    })
    return
  elseif root then
    ok(('The vault %s: %d open'):format(vim.fn.fnamemodify(root, ':~'), #bufs))
  else
    warn(('%d open that belong to no vault: each stands alone'):format(#bufs), {
      'Make an empty file `.vaultls.toml` in the folder of your notes',
    })
    return
  end
  local workspace = require('vaultls.client').capabilities(client).workspace or {}
  local watched = workspace.didChangeWatchedFiles
  if watched and watched.dynamicRegistration then
    ok('Files that change outside Neovim are seen by Neovim')
  else
    ok('Files that change outside Neovim are seen by the server')
  end
end

---Other servers that answer in the same notes.
function M.conflicts(bufs)
  for _, client in ipairs((vim.lsp.get_clients or vim.lsp.get_active_clients)()) do
    local here = vim.tbl_filter(function(buf)
      return vim.lsp.buf_is_attached(buf, client.id)
    end, bufs)
    if #here > 0 and vim.tbl_contains(others, client.name) then
      warn(('%s answers in %d of them too: links and completions come twice'):format(client.name, #here), {
        ("Switch it off for notes: `vim.lsp.enable('%s', false)`"):format(client.name),
      })
    end
  end
end

function M.completion(options)
  if not vim.lsp.completion then
    info('Not in this Neovim: <C-x><C-o> opens the list')
  elseif not options.complete then
    info('Switched off: `vim.g.vaultls.complete` is false')
  elseif package.loaded['cmp'] or package.loaded['blink.cmp'] then
    warn('nvim-cmp or blink.cmp completes too: two lists', { 'Set `vim.g.vaultls = { complete = false }`' })
  else
    ok('On: `[[`, `#`, `^` and `|` open the list')
  end
end

return M
