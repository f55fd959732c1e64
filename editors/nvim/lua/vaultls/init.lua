-- What can be done with notes, for `:Vaultls` and for keys: `require('vaultls').next_empty_section()`.
local client_of = require('vaultls.client')

local M = {}

---Go to the next heading that has nothing below it: in this note, else in those that follow.
---@param place? table URI and position; the cursor's if nil
function M.next_empty_section(place)
  local client = client_of.here()
  if not client then
    return
  end
  client_of.command(client, 'nextEmptySection', place or client_of.place(client), function(location)
    if not location then
      vim.notify('No section is empty')
    elseif not client_of.is_shown(client) then
      client_of.show(client, location)
    end
  end)
end

---List the links to the heading under the cursor, or else to the note. A single one is shown at once.
---@param place? table URI and position; the cursor's if nil
function M.backlinks(place)
  M._list_places('showBacklinks', 'Backlinks', 'Nothing links here', place)
end

---List where other notes say this note's name or alias without linking to it.
function M.unlinked_mentions()
  M._list_places('unlinkedMentions', 'Unlinked mentions', 'No other note says its name without a link')
end

function M._list_places(command, title, none, place)
  local client = client_of.here()
  if not client then
    return
  end
  client_of.command(client, command, place or client_of.place(client), function(locations)
    if not locations or #locations == 0 then
      vim.notify(locations and none or 'This is no note of a vault')
    elseif #locations == 1 then
      client_of.show(client, locations[1])
    else
      client_of.list(client, title, locations)
    end
  end)
end

---Make a note from the template that the settings name, or open the one that is there.
---@param title string or, with `/`, its path in the vault
function M.new_note(title)
  M._make('newNote', title)
end

---Open the note of a day, made from its template where there is none.
---@param day? string 'today', 'yesterday', 'tomorrow', a number of days from today, or a date such as 2026-10-03
function M.daily_note(day)
  M._make('dailyNote', tonumber(day) or day or 'today')
end

function M._make(command, what)
  local client = client_of.here()
  if not client then
    return
  end
  local arguments = { what }
  if client_of.of(vim.api.nvim_get_current_buf()) then -- says which vault is meant
    table.insert(arguments, vim.uri_from_bufnr(0))
  end
  client_of.command(client, command, arguments, function(made)
    if made and not client_of.is_shown(client) then
      -- The edit itself comes as a request of its own: Neovim can apply it.
      vim.schedule(function()
        client_of.show(client, made.location)
      end)
    end
  end)
end

---Give this note another name, or with `/` another path in the vault; links follow. `:wall` then writes them.
---@param name string
function M.rename_note(name)
  local client = client_of.here()
  if client then
    client_of.command(client, 'renameNote', { vim.uri_from_bufnr(0), name })
  end
end

---Move a note, an attachment or a folder; links to it follow. `:wall` then writes them.
---@param old string path
---@param new string path
function M.move(old, new)
  local client = client_of.here()
  if not client then
    return
  end
  old, new = vim.fn.fnamemodify(old, ':p'), vim.fn.fnamemodify(new, ':p')
  old, new = old:gsub('/$', ''), new:gsub('/$', '')
  if vim.fn.isdirectory(old) == 1 and vim.fn.has('nvim-0.10') == 0 then
    client_of.complain('Neovim can move folders since 0.10; `vaultls move` in a terminal can too')
    return
  end
  local files = { files = { { oldUri = vim.uri_from_fname(old), newUri = vim.uri_from_fname(new) } } }
  local ok, edit = pcall(client_of.ask, client, 'workspace/willRenameFiles', files)
  if not ok then
    client_of.complain(edit)
    return
  end
  if edit then
    vim.lsp.util.apply_workspace_edit(edit, client.offset_encoding)
  end
  vim.fn.mkdir(vim.fn.fnamemodify(new, ':h'), 'p')
  vim.lsp.util.rename(old, new)
  client_of.notify(client, 'workspace/didRenameFiles', files)
end

---List all tags of the vault, with the numbers of their notes.
function M.tags()
  local client = client_of.here()
  if not client then
    return
  end
  client_of.command(client, 'tags', { vim.uri_from_bufnr(0) }, function(tags)
    local places, texts = {}, {}
    for _, tag in ipairs(tags or {}) do
      table.insert(places, tag.location)
      local nested = tag.nested ~= tag.notes and (' (%d with nested tags)'):format(tag.nested) or ''
      table.insert(texts, ('#%s  %d%s'):format(tag.name, tag.notes, nested))
    end
    client_of.list(client, 'Tags', places, texts)
  end)
end

---List how far each book is written, those with most to write first.
function M.progress()
  local client = client_of.here()
  if not client then
    return
  end
  client_of.command(client, 'progress', { vim.uri_from_bufnr(0) }, function(progress)
    local places, texts = {}, {}
    local start = { line = 0, character = 0 }
    for _, book in ipairs(progress and progress.books or {}) do
      table.insert(places, { uri = book.uri, range = { start = start, ['end'] = start } })
      table.insert(texts, ('%d of %d sections written'):format(book.written, book.leaves))
    end
    client_of.list(client, 'Progress', places, texts)
  end)
end

---Stop the server and start it again.
function M.restart()
  require('vaultls.start').restart()
end

return M
