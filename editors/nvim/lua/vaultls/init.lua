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

---List what a lens `3 backlinks` counts, in the quickfix window; a single one is shown at once.
---@param command lsp.Command
---@param context { client_id: integer, bufnr: integer }
function M.show_backlinks(command, context)
  local client = assert(vim.lsp.get_client_by_id(context.client_id))
  local params = { command = command.command, arguments = command.arguments }
  client:request('workspace/executeCommand', params, function(err, locations)
    if err or not locations then
      vim.notify(err and err.message or 'The note is unknown', vim.log.levels.ERROR)
    elseif #locations == 1 then
      vim.lsp.util.show_document(locations[1], client.offset_encoding, { focus = true })
    else
      local items = vim.lsp.util.locations_to_items(locations, client.offset_encoding)
      vim.fn.setqflist({}, ' ', { title = command.title, items = items })
      vim.cmd('botright copen')
    end
  end, context.bufnr)
end

---Move a note, an attachment or a folder; links to it follow. Write the changed notes with `:wall`.
---@param old string absolute path
---@param new string absolute path
function M.move(old, new)
  local client = assert(vim.lsp.get_clients({ name = 'vaultls' })[1], 'vaultls does not run')
  local params = { files = { { oldUri = vim.uri_from_fname(old), newUri = vim.uri_from_fname(new) } } }
  local answer, err = client:request_sync('workspace/willRenameFiles', params, 10000)
  if not answer or answer.err then
    vim.notify(answer and answer.err.message or err, vim.log.levels.ERROR)
    return
  end
  if answer.result then
    vim.lsp.util.apply_workspace_edit(answer.result, client.offset_encoding)
  end
  vim.fn.mkdir(vim.fs.dirname(new), 'p')
  vim.lsp.util.rename(old, new)
  client:notify('workspace/didRenameFiles', params)
end

return M
