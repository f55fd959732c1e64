-- What a note's buffer gets when the server is there: completion as you type, and lenses.
local M = {}

function M.attach(client, buf)
  local options = require('vaultls.options').get()
  if vim.bo[buf].tagfunc == '' then -- later ones do this themselves
    vim.bo[buf].tagfunc = 'v:lua.vim.lsp.tagfunc'
  end
  if not vim.lsp.completion then
    vim.bo[buf].omnifunc = "v:lua.require'vaultls.omnifunc'.complete"
  elseif options.complete then
    -- Without `noselect` the first of the list would be written while you type on.
    vim.bo[buf].completeopt = 'menuone,noselect,popup'
    vim.lsp.completion.enable(true, client.id, buf, { autotrigger = true, convert = M.convert })
  end
  if options.lenses then
    M.show_lenses(buf)
  end
end

---How Neovim lists a completion. Left alone, 0.11 inserts it only up to its first blank.
---@param item lsp.CompletionItem
function M.convert(item)
  local description = item.labelDetails and item.labelDetails.description
  return { word = item.textEdit and item.textEdit.newText, menu = description or item.detail }
end

function M.show_lenses(buf)
  local function refresh()
    if not require('vaultls.client').of(buf) then
      return
    end
    if vim.fn.has('nvim-0.10') == 1 then
      vim.lsp.codelens.refresh({ bufnr = buf })
    elseif buf == vim.api.nvim_get_current_buf() then
      vim.lsp.codelens.refresh()
    end
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'InsertLeave', 'TextChanged' }, {
    group = vim.api.nvim_create_augroup('vaultls.lenses.' .. buf, {}),
    buffer = buf,
    callback = refresh,
  })
  refresh()
end

return M
