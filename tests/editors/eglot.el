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
      (eglot-shutdown (eglot-current-server)))
  (error (say "error: %S" problem) (kill-emacs 1)))
(kill-emacs 0)
