/*
 * Passkeys. A form with data-passkey="create" or "get" holds a hidden input `credential`; its options are
 * JSON in a <script type="application/json"> inside it, or come from the address in data-options-url.
 * A button of type "button" starts; [data-passkey-failed] is shown when nothing came of it.
 */
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const opened = (descriptor) => ({ ...descriptor, id: bytes(descriptor.id) });

async function optionsOf(form) {
  const inside = form.querySelector('script[type="application/json"]');
  if (inside) return JSON.parse(inside.textContent);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: 'application/json' } });
  return (await answer.json()).request_options;
}

async function create({ publicKey }, alone) {
  const strict = alone ? { residentKey: 'required', requireResidentKey: true, userVerification: 'required' } : {};
  return navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(opened),
      authenticatorSelection: { ...publicKey.authenticatorSelection, ...strict },
    },
  });
}

async function get({ publicKey }) {
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: (publicKey.allowCredentials ?? []).map(opened),
    },
  });
}

function plain(credential) {
  const response = {};
  for (const part of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('form[data-passkey] button[type="button"]');
  if (!button) return;
  const form = button.form;
  const failed = form.querySelector('[data-passkey-failed]');
  failed.hidden = true;
  button.setAttribute('aria-disabled', 'true');
  try {
    const options = await optionsOf(form);
    const credential = form.dataset.passkey === 'create'
      ? await create(options, form.elements.passwordless?.checked)
      : await get(options);
    form.elements.credential.value = JSON.stringify(plain(credential));
    form.submit();
  } catch {
    failed.hidden = false;
  }
  button.removeAttribute('aria-disabled');
});
