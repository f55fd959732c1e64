-- Starts the server: by `vim.lsp.enable` where Neovim has it (0.11), else here, the oldest way being that of 0.7.
local M = {}

---The vault of a note: the nearest folder above it with the first marker, else with the next.
---@param buf integer
---@param markers string[]
---@return string?
function M.root(buf, markers)
  for _, marker in ipairs(markers) do
    local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buf), ':p:h')
    local above = vim.fn.fnamemodify(folder, ':h')
    while folder ~= above do
      if vim.loop.fs_stat(folder .. '/' .. marker) then
        return folder
      end
      folder, above = above, vim.fn.fnamemodify(above, ':h')
    end
  end
end

function M.enable()
  local group = vim.api.nvim_create_augroup('vaultls', {})
  if vim.fn.has('nvim-0.8') == 1 then
    vim.api.nvim_create_autocmd('LspAttach', {
      group = group,
      callback = function(event)
        local client = vim.lsp.get_client_by_id(event.data.client_id)
        if client and client.name == 'vaultls' then
          require('vaultls.attach').attach(client, event.buf)
        end
      end,
    })
  end
  if vim.lsp.enable then
    vim.lsp.enable('vaultls')
    return
  end
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = 'markdown',
    callback = function(event)
      M.start(event.buf)
    end,
  })
  M.start_all()
end

---The server for every note that is open.
function M.start_all()
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.bo[buf].filetype == 'markdown' then
      M.start(buf)
    end
  end
end

---The server for a note: the one of its vault, if that runs.
---@param buf integer
function M.start(buf)
  if vim.bo[buf].buftype ~= '' then
    return
  end
  local config = M.config()
  config.root_dir = config.root_dir or M.root(buf, config.root_markers)
  if vim.lsp.start then
    vim.api.nvim_buf_call(buf, function()
      vim.lsp.start(config)
    end)
  else
    M.start_old(buf, config)
  end
end

---What the server is started with, apart from the vault.
function M.config()
  if vim.lsp.config then
    return vim.deepcopy(vim.lsp.config.vaultls)
  end
  local config = dofile(vim.api.nvim_get_runtime_file('lsp/vaultls.lua', false)[1])
  config.name = 'vaultls'
  return config
end

local started = {} -- the client of each vault, by its folder

function M.start_old(buf, config)
  local vault = config.root_dir or ''
  local id = started[vault]
  if not id or vim.lsp.client_is_stopped(id) then
    config.on_attach = function(client, attached)
      require('vaultls.attach').attach(client, attached)
    end
    id = vim.lsp.start_client(config)
    started[vault] = id
  end
  if id then
    vim.lsp.buf_attach_client(buf, id)
  end
end

---Stop all servers, and start them again with what is set now.
function M.restart()
  local old = require('vaultls.client').all()
  for _, client in ipairs(old) do
    vim.lsp.stop_client(client.id)
  end
  local gone = vim.wait(5000, function()
    for _, client in ipairs(old) do
      if not vim.lsp.client_is_stopped(client.id) then
        return false
      end
    end
    return true
  end, 20)
  if not gone then
    for _, client in ipairs(old) do
      vim.lsp.stop_client(client.id, true)
    end
  end
  M.start_all()
end

return M
