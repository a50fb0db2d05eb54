import { onContent } from './texts.js';

/** The error summary takes the focus when it appears; its links put the cursor in the field. */
export function focusErrors() {
  onContent(() => document.querySelector('[data-error-summary]')?.focus());
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-error-summary] a[href^="#"]');
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    field.closest('.field')?.scrollIntoView({ block: 'start' });
    field.focus({ preventScroll: true });
  });
}
