local M = {}

---How Neovim lists a completion item: for `vim.lsp.completion.enable`.
---Left alone, Neovim 0.11 inserts an item only up to its first blank.
---@param item lsp.CompletionItem
function M.convert(item)
  local description = item.labelDetails and item.labelDetails.description
  return { word = item.textEdit and item.textEdit.newText, menu = description or item.detail }
end

---Go to the next heading that has nothing below it: in this note, else in those that follow.
function M.next_empty_section()
  local client = assert(vim.lsp.get_clients({ name = 'vaultls', bufnr = 0 })[1], 'vaultls has no part in this buffer')
  local window = vim.api.nvim_get_current_win()
  local at = vim.lsp.util.make_position_params(window, client.offset_encoding)
  local command = { title = '', command = 'vaultls.nextEmptySection', arguments = { at.textDocument.uri, at.position } }
  client:exec_cmd(command, { bufnr = 0 }, function(err, location)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif not location then
      vim.notify('No section is empty')
    end -- Neovim announces `window/showDocument`, so the server has had it shown.
  end)
end

return M
