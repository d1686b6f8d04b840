/** How a composer page shows a file that was chosen: as the sites do, by an address that holds in this page alone. */

/** @param {File} file @returns {HTMLImageElement | HTMLVideoElement} */
export function preview(file) {
  const made = document.createElement(file.type.startsWith('video/') ? 'video' : 'img');
  made.src = URL.createObjectURL(file);
  return made;
}

/**
 * A button of the browser's own for choosing a file.
 * @param {string} label
 * @param {(file: File) => void} attach
 */
export function fileInput(label, attach) {
  const input = document.createElement('input');
  input.type = 'file';
  input.setAttribute('aria-label', label);
  input.addEventListener('change', () => { for (const file of input.files ?? []) attach(file); });
  return input;
}
