-- What the user may set in `vim.g.vaultls`, with what it is otherwise.
local M = {}

---@class vaultls.Options
local defaults = {
  enable = true, -- start the server for every note
  complete = true, -- offer completions as you type
  lenses = true, -- show backlinks and what is written above notes and headings
  cmd = { 'vaultls', 'serve' },
  settings = vim.empty_dict(),
}

---@return vaultls.Options
function M.get()
  return vim.tbl_extend('force', defaults, vim.g.vaultls or {})
end

return M
