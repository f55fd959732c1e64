;;; -*- lexical-binding: t -*-
;; Emacs with eglot on a copy of the notes: does what a user does and prints what is then to be seen, line by line.
;; Run by test_emacs.py, in the folder of the notes.

(setq load-prefer-newer t make-backup-files nil create-lockfiles nil auto-save-default nil)
(unless (locate-library "markdown-mode") ; -Q leaves out the folders of Debian's packages
  (dolist (folder (file-expand-wildcards "/usr/share/emacs/site-lisp/elpa/*")) (add-to-list 'load-path folder)))
(require 'markdown-mode)
(require 'eglot)
(require 'flymake)
(require 'xref)
(require 'project)

(advice-add 'y-or-n-p :override (lambda (&rest _) t))
(setq eglot-confirm-server-initiated-edits nil eglot-sync-connect 30 eglot-autoshutdown nil)
(add-to-list 'eglot-server-programs '(markdown-mode . ("vaultls" "serve")))
(let ((root default-directory))
  (add-to-list 'project-find-functions (lambda (_) (cons 'transient root))))

(defun say (&rest parts) (princ (concat (apply #'format parts) "\n")))
(defun until (what condition)
  (let ((end (+ (float-time) 60)) value)
    (while (and (not (setq value (funcall condition))) (< (float-time) end)) (accept-process-output nil 0.02))
    (or value (error "never: %s" what))))
(defun visit (file)
  "Open a note as `eglot-ensure' would have it: that waits for a command, and there is none in a batch."
  (find-file file)
  (markdown-mode)
  (unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
  (unless (eglot-managed-p) (eglot--managed-mode 1)))
(defun problems ()
  "Lines of the empty sections."
  (flymake-start)
  (sort (delq nil (mapcar (lambda (d)
                            (when (string-match-p "empty" (flymake-diagnostic-text d))
                              (line-number-at-pos (flymake-diagnostic-beg d))))
                          (flymake-diagnostics)))
        #'<))

(defun links-follow (old new)
  "Move a note or folder; the server mends the links before, as eglot applies what it is sent."
  (let* ((server (eglot-current-server)) (edited 0)
         (counts (lambda (&rest _) (setq edited (1+ edited)))))
    (advice-add 'eglot--apply-workspace-edit :after counts)
    (jsonrpc-request server :workspace/executeCommand
                     (list :command "vaultls.updateLinks"
                           :arguments (vector (eglot--path-to-uri (expand-file-name old))
                                              (eglot--path-to-uri (expand-file-name new)))))
    (until "the edit" (lambda () (> edited 0)))
    (advice-remove 'eglot--apply-workspace-edit counts)
    (save-some-buffers t)
    (dolist (buffer (buffer-list)) ; as Dired has it
      (when (and (buffer-file-name buffer) (string-prefix-p (expand-file-name old) (buffer-file-name buffer)))
        (kill-buffer buffer)))
    (rename-file old new)
    (jsonrpc-notify server :workspace/didRenameFiles
                    (list :files (vector (list :oldUri (eglot--path-to-uri (expand-file-name old))
                                               :newUri (eglot--path-to-uri (expand-file-name new))))))))
(defun count-in-notes (regexp)
  "How many notes hold REGEXP."
  (length (seq-filter (lambda (file) (with-temp-buffer (insert-file-contents file) (re-search-forward regexp nil t)))
                      (directory-files-recursively "." "\\.md\\'"))))

(condition-case problem
    (progn
      (visit "The Saltmere Strike.md")
      (say "empty: %S" (until "diagnostics" #'problems))

      (visit "index.md")
      (goto-char (point-max))
      (insert "🐋 [[How I keep th")
      (eglot--signal-textDocument/didChange)
      (completion-at-point)
      (say "completed: %s" (buffer-substring (line-beginning-position) (point-max)))
      (set-buffer-modified-p nil)
      (kill-buffer)

      (visit "Journal/2024-03-09.md")
      (goto-char (point-min))
      (search-forward "Frankenstein#VOLUME TWO#2.The")
      (xref-find-definitions (or (thing-at-point 'symbol) ""))
      (say "definition: %s: %s" (file-name-nondirectory buffer-file-name)
           (buffer-substring (line-beginning-position) (line-end-position)))

      (visit "The Long Causeway.md")
      (goto-char (point-min))
      (search-forward "#walk")
      (eglot-rename "on-foot")
      (save-some-buffers t)
      (say "renamed")

      ;; eglot moves no files for a server: it says so, and the links follow by a command.
      (visit "index.md")
      (goto-char (point-min))
      (search-forward "[[Ines Mar")
      (say "refused: %s" (condition-case refusal (progn (eglot-rename "Ines Tide") "no")
                           (error (error-message-string refusal))))
      (dolist (move '(("People & Organizations/Ines Marrow.md" . "People & Organizations/Ines Tide.md")
                      ("Ideas" . "Thoughts")))
        (links-follow (car move) (cdr move)))
      (save-some-buffers t)
      (say "moved: %s" (count-in-notes "Ines Marrow\\]\\]\\|\\[\\[Ideas/The Lighthouse"))
      (with-current-buffer (get-file-buffer "index.md")
        (let ((now (buffer-string)))
          (dolist (word '("undone" "redone"))
            (setq last-command nil)
            (undo-boundary)
            (undo)
            (say "%s: %s" word (if (equal now (buffer-string)) "as it was" "changed")))
          (eglot--signal-textDocument/didChange)))
      (save-some-buffers t)
      (dolist (move '(("Thoughts" . "Ideas")
                      ("People & Organizations/Ines Tide.md" . "People & Organizations/Ines Marrow.md")))
        (links-follow (car move) (cdr move)))
      (save-some-buffers t)
      (eglot-shutdown (eglot-current-server)))
  (error (say "error: %S" problem) (kill-emacs 1)))
(kill-emacs 0)
