-- `:Vaultls` and its completion: one row for each thing that it can do.
local M = {}

---A name that is asked for where none was typed.
local function asked(prompt, default, name, go)
  if name ~= '' then
    go(name)
    return
  end
  vim.ui.input({ prompt = prompt, default = default }, function(typed)
    if typed and typed ~= '' then
      go(typed)
    end
  end)
end

local function this_name()
  return vim.fn.expand('%:t:r')
end

---Paths are from the folder of this note.
local function move(path)
  local absolute = path:match('^[/~]') and path or vim.fn.expand('%:p:h') .. '/' .. path
  local note = vim.fn.expand('%:p')
  if path:match('/$') or vim.fn.isdirectory(vim.fn.expand(absolute)) == 1 then
    absolute = absolute .. '/' .. vim.fn.fnamemodify(note, ':t')
  end
  require('vaultls').move(note, vim.fn.simplify(absolute))
end

local commands = {
  backlinks = { run = function() require('vaultls').backlinks() end },
  daily = {
    run = function(day) require('vaultls').daily_note(day ~= '' and day or nil) end,
    complete = function() return { 'today', 'yesterday', 'tomorrow' } end,
  },
  mentions = { run = function() require('vaultls').unlinked_mentions() end },
  move = {
    run = function(path) asked('Move to: ', vim.fn.expand('%:t'), path, move) end,
    complete = function(lead) return vim.fn.getcompletion(vim.fn.expand('%:h') .. '/' .. lead, 'dir') end,
  },
  new = { run = function(title) asked('New note: ', '', title, require('vaultls').new_note) end },
  next = { run = function() require('vaultls').next_empty_section() end },
  progress = { run = function() require('vaultls').progress() end },
  rename = {
    run = function(name) asked('Rename note: ', this_name(), name, require('vaultls').rename_note) end,
    complete = function() return { this_name() } end,
  },
  restart = { run = function() require('vaultls').restart() end },
  tags = { run = function() require('vaultls').tags() end },
}

function M.run(typed)
  local name, rest = typed.args:match('^(%S+)%s*(.*)$')
  local command = commands[name]
  if command then
    command.run(rest)
  else
    require('vaultls.client').complain(('`:Vaultls %s` is unknown: see :help :Vaultls'):format(name))
  end
end

local function beginning(words, lead)
  return vim.tbl_filter(function(word)
    return vim.startswith(word, lead)
  end, words)
end

function M.complete(lead, line)
  local name, rest = line:match('^%s*%S+%s+(%S+)%s+(.*)$')
  if not name then
    local names = vim.tbl_keys(commands)
    table.sort(names)
    return beginning(names, lead)
  end
  local command = commands[name]
  return command and command.complete and beginning(command.complete(rest), lead) or {}
end

return M
