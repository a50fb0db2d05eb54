/** Shows what went wrong (or well) at the top of `box`, leaving all else as it is, and brings it before the eyes. */
export function complain(box, message, tone = 'danger') {
  box.querySelector(':scope > [data-complaint]')?.remove();
  const notice = document.createElement('div');
  notice.className = `notice notice--${tone}`;
  notice.dataset.complaint = '';
  notice.tabIndex = -1;
  notice.setAttribute('role', 'alert');
  const inside = document.createElement('div');
  inside.className = 'notice__body';
  if (message instanceof Element) inside.append(...message.cloneNode(true).childNodes);
  else inside.textContent = message;
  for (const heading of inside.querySelectorAll('h1, h2')) {
    const title = document.createElement('p');
    title.className = 'notice__title';
    title.append(...heading.childNodes);
    heading.replaceWith(title);
  }
  notice.append(inside);
  box.prepend(notice);
  notice.focus();
}
