import {h} from './dom.js';
import {icon} from './icons.js';
import {t} from './language.js';

let count = 0;

/**
 * Opens a modal dialog; the browser keeps the focus in it, and restores it at the end. Escape closes it.
 *
 * @param {{title: string, body: Node[], actions: Node[], className?: string, mayClose?: () => boolean, onclose?: () => void}} options
 *     `mayClose` is asked when the user closes it, not when `close` is called
 * @returns {{element: HTMLDialogElement, close: () => void}}
 */
export function openDialog({title, body, actions, className = '', mayClose = () => true, onclose = () => {}}) {
  const id = `dialog-${++count}`;
  const leave = () => {
    if (mayClose()) {
      element.close();
    }
  };
  const element = /** @type {HTMLDialogElement} */ (
    h(
      'dialog',
      {class: `dialog ${className}`, 'aria-labelledby': id},
      h(
        'header',
        {class: 'dialog-head'},
        h('h2', {id, tabindex: '-1'}, title),
        h('button', {type: 'button', class: 'button quiet icon-only', 'aria-label': t('close'), onclick: leave}, icon('close')),
      ),
      h('div', {class: 'dialog-body'}, body),
      h('footer', {class: 'dialog-foot'}, actions),
    )
  );
  element.addEventListener('cancel', event => {
    if (event.target === element) {
      event.preventDefault();
      leave();
    }
  });
  element.addEventListener('close', () => {
    element.remove();
    onclose();
  });
  // a press that begins and ends beside the dialog, not one that ends there after selecting text
  let pressedBeside = false;
  element.addEventListener('pointerdown', event => (pressedBeside = event.target === element));
  element.addEventListener('click', event => {
    if (event.target === element && pressedBeside) {
      leave();
    }
  });
  document.body.append(element);
  element.showModal();
  return {element, close: () => element.close()};
}

/** A button that closes the dialog around it without doing anything. */
export function leaveButton(label = 'cancel', attributes = {}) {
  return h(
    'button',
    {
      type: 'button',
      class: 'button',
      onclick: event => event.target.closest('dialog').dispatchEvent(new Event('cancel', {cancelable: true})),
      ...attributes,
    },
    t(label),
  );
}
