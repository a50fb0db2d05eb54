import { onContent } from './texts.js';

/** A secret that stands behind the # of the address goes into its field, out of the address, and is sent. */
export function takeFragments() {
  const take = (root) => {
    const field = root.querySelector('[data-from-fragment]');
    const secret = window.location.hash.slice(1);
    if (!field || secret.length < 20) return;
    field.value = secret;
    window.history.replaceState(null, '', window.location.pathname);
    field.form.requestSubmit();
  };
  onContent(take);
  window.addEventListener('hashchange', () => take(document));
}
