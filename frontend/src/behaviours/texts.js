/** The sentences that scripts may show; the server writes them, translated, on <body data-text-…>. */
export const text = (name) => document.body.dataset[`text${name[0].toUpperCase()}${name.slice(1)}`] ?? '';

/** Tells every behaviour that new content has arrived below `root`. */
export const announceContent = (root) => root.dispatchEvent(new CustomEvent('jatigi:content', { bubbles: true }));

/** Calls `work` for the page as it is and for whatever arrives later. */
export function onContent(work) {
  const run = (event) => work(event?.target instanceof Element ? event.target : document);
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => run());
  else run();
  document.addEventListener('jatigi:content', run);
  document.addEventListener('htmx:after:swap', () => run());
}
