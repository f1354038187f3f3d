import {h, setAttribute, setText} from './dom.js';
import {ago, duration, fullMoment, moment, number} from './format.js';
import {t} from './language.js';
import {apiSign, iconButton, nameOf, remoteMark, statePill} from './parts.js';
import {streamHash} from './router.js';
import {lagSeconds, shownState} from './store.js';

/** The table's columns, in order; `organisation` is for operators. */
export const COLUMNS = ['name', 'organisation', 'api', 'type', 'target', 'status', 'last', 'remote', 'lag', 'delivered', 'actions'];

/** Up to this lag a stream counts as live. */
const LIVE_SECONDS = 2;

/** A data stream's row. It is created once and changed in place, so that the focus stays where it is. */
export class Row {
  #state = statePill();
  #remote = remoteMark();
  #name = h('a', {class: 'stream-name', dir: 'auto'});
  #last = h('time');
  #target = h('span', {class: 'target', dir: 'ltr'});
  #lag = h('span');
  #delivered = h('span');
  #toggle;
  #delete;

  /** @param {{columns: string[], apiName: string, actions: object}} options */
  constructor(stream, {columns, apiName, actions}) {
    this.stream = stream;
    const name = nameOf(stream);
    this.#toggle = {
      pause: iconButton({label: t('action.pause'), name, iconName: 'pause', onclick: event => actions.pause(this.stream, event.currentTarget)}),
      resume: iconButton({label: t('action.resume'), name, iconName: 'play', onclick: event => actions.resume(this.stream, event.currentTarget)}),
    };
    this.#delete = iconButton({label: t('action.delete'), name, iconName: 'trash', className: 'danger', onclick: () => actions.remove(this.stream)});
    const contents = {
      name: this.#name,
      organisation: h('span', {class: 'numbers'}, String(stream.organisation_id)),
      api: h('span', {class: 'api'}, apiSign(stream.api_type), h('span', {}, apiName)),
      type: h('span', {}),
      target: this.#target,
      status: this.#state.element,
      last: this.#last,
      remote: this.#remote.element,
      lag: this.#lag,
      delivered: this.#delivered,
      actions: h('span', {class: 'row-actions'}, this.#toggle.pause, this.#toggle.resume, this.#delete),
    };
    this.type = contents.type;
    this.element = h(
      'tr',
      {role: 'row', onclick: event => this.#open(event)},
      columns.map(column =>
        h(
          column === 'name' ? 'th' : 'td',
          {role: column === 'name' ? 'rowheader' : 'cell', scope: column === 'name' ? 'row' : null, class: `cell-${column}`, 'data-label': t(`column.${column}`)},
          contents[column],
        ),
      ),
    );
  }

  /** Shows the current state. */
  update(stream, now) {
    this.stream = stream;
    const status = stream.status;
    const state = shownState(stream);
    setAttribute(this.element, 'data-state', state);
    setText(this.#name, nameOf(stream));
    setAttribute(this.#name, 'href', streamHash(stream.id));
    setText(this.type, t(`type.${stream.stream_type}`));
    setText(this.#target, stream.target ?? '');
    setAttribute(this.#target, 'title', stream.target ?? null);
    this.#state.set(state);
    this.#remote.set(status?.remote_status ?? 0, status?.answered);
    this.#showLast(status?.last_timestamp, now);
    const lag = lagSeconds(status, now);
    setText(this.#lag, !status ? '–' : lag < LIVE_SECONDS ? t('table.live') : duration(lag));
    setAttribute(this.#lag, 'class', lag < LIVE_SECONDS ? 'muted' : 'numbers');
    setText(this.#delivered, status ? number(status.delivered) : '–');
    this.#showActions(stream);
  }

  #showLast(iso, now) {
    setText(this.#last, iso ? moment(iso) : t('table.never'));
    setAttribute(this.#last, 'datetime', iso ?? null);
    setAttribute(this.#last, 'title', iso ? `${fullMoment(iso)}, ${ago(iso, now)}` : null);
    setAttribute(this.#last, 'class', iso ? 'numbers' : 'muted');
  }

  #showActions(stream) {
    const paused = stream.state === 'PAUSED';
    const {pause, resume} = this.#toggle;
    if (pause.hidden !== paused || resume.hidden === paused) {
      const focused = document.activeElement === pause || document.activeElement === resume;
      pause.hidden = paused;
      resume.hidden = !paused;
      if (focused) {
        (paused ? resume : pause).focus();
      }
    }
    const name = nameOf(stream);
    setAttribute(pause, 'aria-label', t('action.of', {action: t('action.pause'), name}));
    setAttribute(resume, 'aria-label', t('action.of', {action: t('action.resume'), name}));
    setAttribute(this.#delete, 'aria-label', t('action.of', {action: t('action.delete'), name}));
  }

  /** A click anywhere in the row opens the stream's page; with the keyboard, use its name. */
  #open(event) {
    const marksText = String(getSelection()) !== '';
    if (!marksText && !event.target.closest('a, button')) {
      this.#name.click();
    }
  }
}
