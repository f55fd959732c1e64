;;; vaultls.el --- Notes that link to each other, with eglot  -*- lexical-binding: t -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "28.1") (eglot "1.9") (markdown-mode "2.5"))
;; Keywords: hypermedia, outlines
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Tells eglot of vaultls, the language server for folders of Markdown notes,
;; and has the commands that eglot itself has no place for: the next empty
;; section, who links here, a new note, the note of a day, and another name or
;; folder for a note, with all links to it.
;;
;;   (require 'vaultls)
;;   (add-hook 'markdown-mode-hook #'eglot-ensure)

;;; Code:

(require 'cl-lib)
(require 'eglot)
(require 'project)
(require 'xref)

(defgroup vaultls nil
  "Notes that link to each other."
  :group 'eglot
  :prefix "vaultls-")

(defcustom vaultls-command '("vaultls" "serve")
  "The server and its arguments."
  :type '(repeat string))

;;;###autoload
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'markdown-mode (lambda (&rest _)
                                      (require 'vaultls)
                                      (cons 'vaultls-server (symbol-value 'vaultls-command))))))

;;;###autoload
(defun vaultls-project (folder)
  "Return the vault of FOLDER: where `.vaultls.toml' or `.obsidian' is."
  (when-let ((root (or (locate-dominating-file folder ".vaultls.toml")
                       (locate-dominating-file folder ".obsidian"))))
    (cons 'transient root)))

;;;###autoload
(add-hook 'project-find-functions #'vaultls-project)

;; What has one name in eglot 1.9 and another in that of Emacs 30.

(defun vaultls--path (uri)
  "The file of URI."
  (funcall (if (fboundp 'eglot-uri-to-path) 'eglot-uri-to-path 'eglot--uri-to-path) uri))

(defun vaultls--uri (path)
  "The URI of PATH."
  (funcall (if (fboundp 'eglot-path-to-uri) 'eglot-path-to-uri 'eglot--path-to-uri) path))

;; eglot makes no files for a server; a new note is one.

(defclass vaultls-server (eglot-lsp-server) ()
  :documentation "The server, which may create files.")

(cl-defmethod eglot-client-capabilities ((_server vaultls-server))
  "Say that files can be created, beside what eglot can do."
  (let* ((all (cl-call-next-method))
         (workspace (plist-get all :workspace))
         (edit (append '(:resourceOperations ["create"]) (plist-get workspace :workspaceEdit))))
    (plist-put all :workspace (plist-put workspace :workspaceEdit edit))))

(defun vaultls--create-files (apply edit &rest more)
  "Create the new files of EDIT, then APPLY the rest of it with MORE."
  (let* ((changes (append (plist-get edit :documentChanges) nil))
         (created (seq-filter (lambda (change) (equal (plist-get change :kind) "create")) changes)))
    (dolist (change created)
      (let ((path (vaultls--path (plist-get change :uri))))
        (unless (file-exists-p path)
          (make-directory (file-name-directory path) t)
          (write-region "" nil path nil 'silent))
        (find-file-noselect path))) ; eglot asks less for a file that is visited
    (when created
      (setq edit (list :documentChanges (vconcat (seq-difference changes created #'eq)))))
    (apply apply edit more)))

(advice-add 'eglot--apply-workspace-edit :around #'vaultls--create-files)

;; Asking the server

(defun vaultls--request (method params)
  "Ask the server METHOD with PARAMS, and return its answer."
  (let ((server (or (eglot-current-server)
                    (user-error "No server for this buffer: M-x eglot starts it"))))
    (when (eglot-managed-p)
      (eglot--signal-textDocument/didChange))
    (jsonrpc-request server method params)))

(defun vaultls--run (command &rest arguments)
  "Run the server's COMMAND on ARGUMENTS, and return its result."
  (vaultls--request :workspace/executeCommand
                    (list :command (concat "vaultls." command) :arguments (vconcat arguments))))

(defun vaultls--run-here (command)
  "Run the server's COMMAND on the place of point, and return its result."
  (vaultls--run command (vaultls--uri buffer-file-name) (eglot--pos-to-lsp-position)))

(defun vaultls-jump (location)
  "Go to LOCATION, the result of a command; \\[xref-go-back] leads back."
  (xref-push-marker-stack)
  (find-file (vaultls--path (plist-get location :uri)))
  (goto-char (eglot--lsp-position-to-point (plist-get (plist-get location :range) :start))))

(defun vaultls--list (locations none)
  "List LOCATIONS as references are listed, or say NONE."
  (if (= (length locations) 0)
      (message "%s" none)
    (let ((found (mapcar (lambda (location)
                           (eglot--xref-make-match "" (plist-get location :uri) (plist-get location :range)))
                         locations)))
      (xref-show-xrefs (lambda () found) nil))))

;; Commands

;;;###autoload
(defun vaultls-next-empty-section ()
  "Go to the next empty section: in this note, else in those that follow."
  (interactive)
  (let ((location (vaultls--run-here "nextEmptySection")))
    (if location
        (vaultls-jump location)
      (message "No section is empty"))))

;;;###autoload
(defun vaultls-backlinks ()
  "List the links to the heading at point, or else to the note."
  (interactive)
  (vaultls--list (vaultls--run-here "showBacklinks") "Nothing links here"))

;;;###autoload
(defun vaultls-unlinked-mentions ()
  "List where other notes say this note's name without linking to it."
  (interactive)
  (vaultls--list (vaultls--run-here "unlinkedMentions") "No other note says its name without a link"))

;;;###autoload
(defun vaultls-new-note (title)
  "Make the note TITLE (with `/' a path in the vault), or visit it."
  (interactive "sNew note: ")
  (vaultls--make "newNote" title))

;;;###autoload
(defun vaultls-daily-note (days)
  "Visit the note of today, or of DAYS from today; make it if need be."
  (interactive "p")
  (vaultls--make "dailyNote" (if current-prefix-arg days 0)))

(defun vaultls--make (command what)
  "Have COMMAND make the note of WHAT, and visit it."
  (let* ((asks (if (boundp 'eglot-confirm-server-edits)
                   'eglot-confirm-server-edits
                 'eglot-confirm-server-initiated-edits))
         (here (vaultls--uri (or buffer-file-name default-directory)))
         (made (cl-progv (list asks) '(nil) ; there is no need to ask for what was just asked for
                 (vaultls--run command what here))))
    (vaultls-jump (plist-get made :location))))

;;;###autoload
(defun vaultls-move-note (new)
  "Give this note the path NEW; all links to it follow.
The notes that change are left to be saved, with \\[save-some-buffers]."
  (interactive
   (list (read-file-name "Move this note to: " nil nil nil (file-name-nondirectory buffer-file-name))))
  (when (file-directory-p new)
    (setq new (expand-file-name (file-name-nondirectory buffer-file-name) new)))
  (vaultls-move buffer-file-name (if (file-name-extension new) new (concat new ".md"))))

;;;###autoload
(defun vaultls-move (old new)
  "Move the note, attachment or folder OLD to NEW; all links to it follow.
The notes that change are left to be saved, with \\[save-some-buffers]."
  (interactive (let ((old (read-file-name "Move: " nil nil t)))
                 (list old (read-file-name (format "Move %s to: " (file-name-nondirectory old))))))
  (let* ((old (directory-file-name (expand-file-name old)))
         (new (directory-file-name (expand-file-name new)))
         (server (eglot-current-server))
         (files (list :files (vector (list :oldUri (vaultls--uri old) :newUri (vaultls--uri new))))))
    (when (file-exists-p new)
      (user-error "%s exists already" new))
    ;; eglot can't rename files for a server, but may ask what should change before.
    (when-let ((edit (vaultls--request :workspace/willRenameFiles files)))
      (eglot--apply-workspace-edit edit 'vaultls-move))
    (let ((visitors (seq-filter (lambda (buffer) (vaultls--below (buffer-file-name buffer) old)) (buffer-list))))
      (dolist (buffer visitors)
        (with-current-buffer buffer (save-buffer)))
      (make-directory (file-name-directory new) t)
      (rename-file old new)
      (dolist (buffer visitors)
        (vaultls--revisit buffer (concat new (substring (buffer-file-name buffer) (length old))))))
    (jsonrpc-notify server :workspace/didRenameFiles files)
    (message "Moved; %s saves the notes that link here" (substitute-command-keys "\\[save-some-buffers]"))))

(defun vaultls--below (path top)
  "Whether PATH is TOP or lies in it."
  (and path (or (string= path top) (string-prefix-p (file-name-as-directory top) path))))

(defun vaultls--revisit (buffer path)
  "Visit PATH instead of BUFFER, at the same place and in its windows."
  (let ((point (with-current-buffer buffer (point)))
        (windows (get-buffer-window-list buffer nil t))
        (new (find-file-noselect path)))
    (with-current-buffer new (goto-char point))
    (dolist (window windows)
      (set-window-buffer window new)
      (set-window-point window point))
    (kill-buffer buffer)))

;; Completion.  eglot's own knows a name from its last word on.

(defun vaultls--candidates ()
  "Ask what can be completed at point: labels, each with its item as a property."
  (let ((answer (vaultls--request :textDocument/completion (eglot--TextDocumentPositionParams))))
    (mapcar (lambda (item) (propertize (plist-get item :label) 'vaultls-item item))
            (if (vectorp answer) answer (plist-get answer :items)))))

(defun vaultls--item (label candidates)
  "Return the item of LABEL, one of CANDIDATES."
  (get-text-property 0 'vaultls-item (or (car (member label candidates)) label)))

(defun vaultls--insert (item end)
  "Write ITEM instead of what was typed for it.
That ends END characters before the end of the buffer, or at point."
  (let* ((edit (plist-get item :textEdit))
         (start (eglot--lsp-position-to-point (plist-get (plist-get edit :range) :start))))
    (delete-region start (max (point) (- (point-max) end)))
    (goto-char start)
    (insert (plist-get edit :newText))
    (when-let ((more (plist-get item :additionalTextEdits)))
      (eglot--apply-text-edits more))))

(defun vaultls-completion-at-point ()
  "Complete the name, heading, tag or property at point, from its first letter on."
  (when-let* ((candidates (and (eglot-managed-p) (vaultls--candidates)))
              (range (plist-get (plist-get (vaultls--item (car candidates) candidates) :textEdit) :range))
              (start (eglot--lsp-position-to-point (plist-get range :start)))
              (end (- (point-max) (eglot--lsp-position-to-point (plist-get range :end))))
              (tick (buffer-chars-modified-tick)))
    (list start (point)
          (lambda (typed predicate action)
            (unless (= tick (buffer-chars-modified-tick))
              (setq tick (buffer-chars-modified-tick)
                    candidates (or (vaultls--candidates) candidates)))
            (if (eq action 'metadata)
                '(metadata (category . vaultls) (display-sort-function . identity))
              (complete-with-action action candidates typed predicate)))
          :annotation-function
          (lambda (label)
            (let ((details (plist-get (vaultls--item label candidates) :labelDetails)))
              (concat "  " (plist-get details :description))))
          :exit-function
          (lambda (label status)
            (when-let ((item (and (eq status 'finished) (vaultls--item label candidates))))
              (vaultls--insert item end))))))

(defun vaultls--set-up ()
  "Complete in this note by `vaultls-completion-at-point'."
  (when (derived-mode-p 'markdown-mode)
    (setq-local completion-ignore-case t)
    (setq-local completion-category-overrides
                (cons '(vaultls (styles basic substring)) completion-category-overrides))
    (add-hook 'completion-at-point-functions #'vaultls-completion-at-point -50 t)))

(add-hook 'eglot-managed-mode-hook #'vaultls--set-up)

(defvar vaultls-map
  (let ((map (make-sparse-keymap)))
    (define-key map "e" #'vaultls-next-empty-section)
    (define-key map "b" #'vaultls-backlinks)
    (define-key map "u" #'vaultls-unlinked-mentions)
    (define-key map "n" #'vaultls-new-note)
    (define-key map "d" #'vaultls-daily-note)
    (define-key map "m" #'vaultls-move-note)
    map)
  "Keys for all commands, to be bound to a key of yours.")

(provide 'vaultls)
;;; vaultls.el ends here
