-- The server and what it is started with: read by Neovim 0.11 itself, by lua/vaultls/start.lua in older ones.
local options = require('vaultls.options').get()

---@type vim.lsp.Config
return {
  cmd = options.cmd,
  filetypes = { 'markdown' },
  root_markers = { '.vaultls.toml', '.obsidian', '.git' },
  settings = { vaultls = options.settings },
  init_options = options.settings, -- Neovim 0.7 doesn't answer a server that asks for settings
  commands = {
    ['vaultls.showBacklinks'] = function(command)
      require('vaultls').backlinks(command.arguments)
    end,
    ['vaultls.nextEmptySection'] = function(command)
      require('vaultls').next_empty_section(command.arguments)
    end,
  },
}
