-- The language client of a note, and what it can be asked; the same on every Neovim since 0.7.
local M = {}

local methods = vim.fn.has('nvim-0.11') == 1 -- `client:request`, not `client.request`

---All clients of vaultls: one for each vault.
function M.all()
  local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
  return vim.tbl_filter(function(client)
    return client.name == 'vaultls'
  end, clients)
end

---The client of a note, or nil.
---@param buf integer
function M.of(buf)
  for _, client in ipairs(M.all()) do
    if vim.lsp.buf_is_attached(buf, client.id) then
      return client
    end
  end
end

---The client of this note, or else the only one. Without any the user is told.
function M.here()
  local all = M.all()
  local client = M.of(vim.api.nvim_get_current_buf()) or (#all == 1 and all[1])
  if not client then
    M.complain(#all == 0 and 'vaultls does not run: see :checkhealth vaultls' or 'This is no note of a vault')
  end
  return client or nil
end

function M.complain(message)
  vim.notify(message, vim.log.levels.ERROR)
end

---Have the server run one of its commands; `done` is called with what it returns.
function M.command(client, name, arguments, done)
  local params = { command = 'vaultls.' .. name, arguments = arguments }
  local function answered(err, result)
    if err then
      M.complain(err.message)
    elseif done then
      done(result ~= vim.NIL and result or nil)
    end
  end
  local request = methods and client.request or function(_, ...)
    return client.request(...)
  end
  request(client, 'workspace/executeCommand', params, answered, vim.api.nvim_get_current_buf())
end

---What the server answers to a request, waited for.
function M.ask(client, method, params)
  local request = methods and client.request_sync or function(_, ...)
    return client.request_sync(...)
  end
  local answer, err = request(client, method, params, 10000, vim.api.nvim_get_current_buf())
  if not answer or answer.err then
    error(answer and answer.err.message or err or 'vaultls did not answer', 0)
  end
  return answer.result ~= vim.NIL and answer.result or nil
end

function M.notify(client, method, params)
  if methods then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

---The arguments of most commands: this note and the place of the cursor in it.
function M.place(client)
  local at = vim.lsp.util.make_position_params(0, client.offset_encoding)
  return { at.textDocument.uri, at.position }
end

---What Neovim told the server that it can do.
function M.capabilities(client)
  return client.capabilities or client.config.capabilities or vim.lsp.protocol.make_client_capabilities()
end

---Whether the server has Neovim show a place by itself.
function M.is_shown(client)
  local window = M.capabilities(client).window or {}
  return window.showDocument ~= nil and window.showDocument.support
end

---Go to a Location.
function M.show(client, location)
  if vim.lsp.util.show_document then
    vim.lsp.util.show_document(location, client.offset_encoding, { focus = true })
  else
    vim.lsp.util.jump_to_location(location, client.offset_encoding)
  end
end

---List Locations in the quickfix window; `texts` are shown instead of their lines.
function M.list(client, title, locations, texts)
  local items = {}
  for i, location in ipairs(locations) do
    local item = vim.lsp.util.locations_to_items({ location }, client.offset_encoding)[1]
    item.text = texts and texts[i] or item.text
    table.insert(items, item)
  end
  vim.fn.setqflist({}, ' ', { title = title, items = items })
  vim.cmd('botright copen')
end

return M
