-- Read by Neovim 0.11 or newer for `vim.lsp.enable('vaultls')`.
---@type vim.lsp.Config
return {
  cmd = { 'vaultls', 'serve' },
  filetypes = { 'markdown' },
  root_markers = { '.vaultls.toml', '.obsidian', '.git' },
  commands = {
    ['vaultls.showBacklinks'] = function(command, context)
      require('vaultls').show_backlinks(command, context)
    end,
  },
  on_attach = function(_, buf)
    vim.api.nvim_buf_create_user_command(buf, 'NextEmptySection', function()
      require('vaultls').next_empty_section()
    end, { desc = 'Go to the next section that is still to be written' })
    vim.api.nvim_buf_create_user_command(buf, 'MoveNote', function(command)
      local old = vim.api.nvim_buf_get_name(0)
      local new = vim.fs.normalize(vim.fs.joinpath(vim.fs.dirname(old), command.args))
      require('vaultls').move(old, vim.startswith(command.args, '/') and command.args or new)
    end, { nargs = 1, complete = 'file', desc = 'Move this note to another path; links to it follow' })
  end,
}
