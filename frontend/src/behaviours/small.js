import { onContent } from './texts.js';

/** Print buttons, the menu on a phone, menus that close, forms that leave checking to the server. */
export function smallThings() {
  onContent((root) => {
    for (const form of root.querySelectorAll('form[method="post" i]')) form.noValidate = true;
  });
  document.addEventListener('click', (event) => {
    if (event.target.closest('[data-print]')) window.print();
    const toggle = event.target.closest('[data-nav-toggle]');
    if (toggle) toggleNav(toggle);
    closeMenus((menu) => !menu.contains(event.target));
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenus(() => true);
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-submit-on-change]')) event.target.form?.requestSubmit();
  });
}

function toggleNav(toggle) {
  const open = document.getElementById(toggle.getAttribute('aria-controls')).classList.toggle('is-open');
  toggle.setAttribute('aria-expanded', String(open));
}

function closeMenus(which) {
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!which(menu)) continue;
    const hadFocus = menu.contains(document.activeElement);
    menu.open = false;
    if (hadFocus) menu.querySelector('summary').focus();
  }
}
