-- Read when Neovim starts: the command `:Vaultls`, and the server for every note.
if vim.g.loaded_vaultls then
  return
end
vim.g.loaded_vaultls = true

vim.api.nvim_create_user_command('Vaultls', function(typed)
  require('vaultls.command').run(typed)
end, {
  nargs = '+',
  complete = function(lead, line)
    return require('vaultls.command').complete(lead, line)
  end,
  desc = 'Notes of the vault: :help :Vaultls',
})

if require('vaultls.options').get().enable then
  require('vaultls.start').enable()
end
