import { onContent } from './texts.js';

/**
 * <canvas data-signature="id-of-hidden-input">: what is drawn with finger, pen or mouse is written to the
 * input as a PNG data URL; a button with data-clear-signature="id-of-hidden-input" empties both.
 */
export function watchSignatures() {
  onContent((root) => root.querySelectorAll('canvas[data-signature]').forEach(prepare));
}

function prepare(canvas) {
  if (canvas.dataset.ready) return;
  canvas.dataset.ready = '1';
  const input = document.getElementById(canvas.dataset.signature);
  const pen = fit(canvas);
  let last = null;
  restore(pen, input.value);
  canvas.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    last = place(canvas, event);
    stroke(pen, last, last);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!last) return;
    const next = place(canvas, event);
    stroke(pen, last, next);
    last = next;
  });
  const lift = () => {
    if (!last) return;
    last = null;
    input.value = canvas.toDataURL('image/png');
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
  document.querySelector(`[data-clear-signature="${input.id}"]`)?.addEventListener('click', () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    input.value = '';
  });
}

function fit(canvas) {
  const box = canvas.getBoundingClientRect();
  const scale = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.max(box.width, 280) * scale;
  canvas.height = Math.max(box.height, 120) * scale;
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  Object.assign(pen, { lineWidth: 2.4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#14183a' });
  return pen;
}

function restore(pen, dataUrl) {
  if (!dataUrl) return;
  const image = new Image();
  image.onload = () => {
    pen.save();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.drawImage(image, 0, 0);
    pen.restore();
  };
  image.src = dataUrl;
}

function place(canvas, event) {
  const box = canvas.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

function stroke(pen, from, to) {
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(to[0] + 0.01, to[1]);
  pen.stroke();
}
