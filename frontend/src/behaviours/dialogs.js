import { text } from './texts.js';

/** `data-dialog="id"` opens that dialog; without scripts the link leads to the page that asks the same. */
export function openDialogs() {
  document.addEventListener('click', (event) => {
    const opener = event.target.closest('[data-dialog]');
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog?.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    if (event.target.closest('[data-close]')) event.target.closest('dialog')?.close();
  });
  document.addEventListener('htmx:confirm', (event) => {
    const { ctx, issueRequest, dropRequest } = event.detail;
    if (!ctx.confirm) return;
    event.preventDefault();
    ask(ctx.confirm).then((yes) => (yes ? issueRequest() : dropRequest()));
  });
}

function ask(question) {
  return new Promise((answer) => {
    const dialog = document.createElement('dialog');
    dialog.className = 'dialog';
    const sentence = document.createElement('p');
    sentence.textContent = question;
    sentence.id = 'confirm-question';
    dialog.setAttribute('aria-labelledby', sentence.id);
    const actions = document.createElement('div');
    actions.className = 'dialog__actions';
    actions.append(button('cancel', 'button button--quiet', dialog, 'no'), button('confirm', 'button', dialog, 'yes'));
    dialog.append(sentence, actions);
    dialog.addEventListener('close', () => {
      answer(dialog.returnValue === 'yes');
      dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

function button(name, className, dialog, value) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.textContent = text(name);
  made.addEventListener('click', () => dialog.close(value));
  return made;
}
