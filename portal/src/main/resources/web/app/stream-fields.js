import {choices, eventTypes, historySwitch} from './choices.js';
import {h, replace} from './dom.js';
import {plainField, settingField} from './fields.js';
import {filterFields} from './filter-fields.js';
import {icon} from './icons.js';
import {t, told} from './language.js';
import {apiSign} from './parts.js';
import {preview} from './preview.js';
import {reasonText} from './reasons.js';

/** The fields of a data stream, which depend on its API type, and the values in them. */
export class StreamFields {
  #lookups;
  #stream;
  #name;
  #organisation = null;
  #streamType;
  #apiChoices = null;
  #eventTypes;
  #filters;
  #historic = null;
  /** @type {import('./fields.js').Field[]} */
  #settings = [];
  #main = h('div', {class: 'form-grid'});
  #more = h('div', {class: 'form-grid'});
  #moreSection = h('details', {class: 'form-more'}, h('summary', {}, icon('chevron'), t('form.more')), this.#more);
  #apiHelp = h('p', {class: 'field-help'});

  /** @param {object | null} stream null for a new one */
  constructor({lookups, session}, stream) {
    this.#lookups = lookups;
    this.#stream = stream;
    this.apiType = stream?.api_type ?? lookups.api_types[0].id;
    this.#name = plainField({name: 'name', label: t('form.name'), present: stream?.name || undefined, maxLength: lookups.limits.name_length});
    if (session.role === 'OPERATOR' && stream === null) {
      this.#organisation = plainField({name: 'organisation_id', label: t('column.organisation'), number: true, required: true});
    }
    this.#streamType = choices({
      name: 'stream_type',
      label: t('form.type'),
      options: lookups.stream_types.map(type => ({value: type.id, content: told(type.label)})),
      value: stream?.stream_type ?? lookups.stream_types[0].id,
      onchange: () => this.#follow(),
    });
    // if an operator creates a stream, its organisation is not known yet
    const canAsk = lookups.can_ask && (stream !== null || this.#organisation === null);
    const look = canAsk ? () => preview(this.#kinds(), this.#wholeFilters(), stream?.organisation_id ?? null) : null;
    this.#eventTypes = eventTypes(lookups.event_types, stream?.filters.event_types ?? null, lookups.documentation, look);
    this.#filters = filterFields(stream?.filters, lookups.limits, look);
    if (stream === null) {
      this.#historic = historySwitch(lookups.limits.history_days);
    }
    this.element = h(
      'div',
      {class: 'form-parts'},
      this.#organisation?.element,
      this.#name.element,
      this.#streamType.element,
      h('div', {}, stream === null ? this.#apiChoice() : this.#apiFixed(), this.#apiHelp),
      this.#main,
      this.#historic?.element,
      this.#eventTypes.element,
      this.#filters.element,
      this.#moreSection,
    );
    this.#drawSettings();
    this.#follow();
  }

  focus() {
    (this.#organisation ?? this.#name).focus();
  }

  /** Errors that can be found without the service. @returns {{member: string, reason: string}[]} */
  check() {
    const replaced = this.#replaced();
    const errors = [];
    const look = (field, member) => {
      const reason = field.check();
      if (reason !== null) {
        errors.push({member, reason});
      }
    };
    if (this.#organisation !== null) {
      look(this.#organisation, 'organisation_id');
    }
    look(this.#name, 'name');
    this.#filters.fields.filter(field => !field.element.hidden).forEach(field => look(field, field.name));
    this.#settings.filter(field => !replaced.has(field.name)).forEach(field => look(field, `settings.${field.name}`));
    return errors;
  }

  /** A complete new stream. */
  whole() {
    const {settings, ...rest} = this.changes();
    const given = Object.fromEntries(Object.entries(settings ?? {}).filter(([, value]) => value !== null));
    return {
      ...(this.#organisation && {organisation_id: this.#organisation.value()}),
      ...rest,
      stream_type: this.#streamType.value(),
      api_type: this.apiType,
      settings: given,
      ...(this.#historic && {historic: this.#historic.value()}),
    };
  }

  /** The difference from the stream, as a merge patch. */
  changes() {
    const replaced = this.#replaced();
    const settings = {};
    for (const field of this.#settings) {
      const value = replaced.has(field.name) ? null : field.value();
      if (value !== undefined) {
        settings[field.name] = value;
      }
    }
    const changes = {name: this.#name.value(), stream_type: this.#streamType.value(), settings};
    if (changes.stream_type === this.#stream?.stream_type) {
      delete changes.stream_type;
    }
    if (Object.keys(settings).length === 0) {
      delete changes.settings;
    }
    const types = this.#streamType.value() === 'USAGE' ? undefined : this.#eventTypes.value();
    const filters = {...(types !== undefined && {event_types: types}), ...this.#filters.changes()};
    return {...changes, ...(Object.keys(filters).length > 0 && {filters})};
  }

  /** The kinds of documents of the stream type. */
  #kinds() {
    return {USAGE: ['USAGE'], EVENTS: ['EVENT'], USAGE_AND_EVENTS: ['EVENT', 'USAGE']}[this.#streamType.value()];
  }

  /** All filters in the form. */
  #wholeFilters() {
    const types = this.#eventTypes.chosen();
    return {...this.#filters.whole(), event_types: types.length === 0 ? null : types};
  }

  /** The fields' content, as JSON can hold it. */
  state() {
    return {
      organisation: this.#organisation?.state(),
      name: this.#name.state(),
      streamType: this.#streamType.value(),
      apiType: this.apiType,
      eventTypes: this.#eventTypes.chosen(),
      filters: this.#filters.state(),
      historic: this.#historic?.value(),
      more: this.#moreSection.open,
      settings: Object.fromEntries(this.#settings.map(field => [field.name, field.state()])),
    };
  }

  /** The same without secrets. */
  openState() {
    const state = this.state();
    return {...state, settings: Object.fromEntries(this.#settings.map(field => [field.name, field.open(state.settings[field.name])]))};
  }

  /** Restores the fields' content; fields that are not in the state stay as they are. */
  restore(state) {
    if (this.#stream === null && state.apiType !== undefined) {
      this.apiType = state.apiType;
      this.#apiChoices.set(state.apiType);
      this.#drawSettings();
    }
    const put = (field, value) => value !== undefined && field !== null && field.restore(value);
    put(this.#organisation, state.organisation);
    put(this.#name, state.name);
    this.#settings.forEach(field => put(field, state.settings?.[field.name]));
    if (state.streamType !== undefined) {
      this.#streamType.set(state.streamType);
    }
    if (state.eventTypes !== undefined) {
      this.#eventTypes.set(state.eventTypes);
    }
    this.#filters.restore(state.filters ?? {});
    if (state.historic !== undefined) {
      this.#historic?.set(state.historic);
    }
    this.#moreSection.open ||= state.more === true;
    this.#hideReplaced();
    this.#follow();
  }

  /**
   * The members that differ from the existing stream, each with its field's content in words and as a part of a state.
   *
   * @returns {Map<string, {label: string, text: string, state: object}>}
   */
  changed() {
    const changed = new Map();
    const add = (name, label, text, state) => changed.set(name, {label, text, state});
    if (this.#name.value() !== undefined) {
      add('name', this.#name.label, this.#name.text(), {name: this.#name.state()});
    }
    if (this.#streamType.value() !== this.#stream.stream_type) {
      add('stream_type', t('form.type'), t(`type.${this.#streamType.value()}`), {streamType: this.#streamType.value()});
    }
    if (this.#eventTypes.value() !== undefined) {
      add('filters.event_types', t('form.events'), this.#eventTypesText(), {eventTypes: this.#eventTypes.chosen()});
    }
    for (const field of this.#filters.fields) {
      if (field.value() !== undefined) {
        add(field.name, field.label, field.text(), this.stateOf(field.name));
      }
    }
    for (const field of this.#settings) {
      if (field.value() !== undefined) {
        add(`settings.${field.name}`, field.label, field.text(), {settings: {[field.name]: field.state()}});
      }
    }
    return changed;
  }

  /** The content of a member's field, in words. */
  textOf(member) {
    switch (member) {
      case 'name':
        return this.#name.text();
      case 'stream_type':
        return t(`type.${this.#streamType.value()}`);
      case 'filters.event_types':
        return this.#eventTypesText();
      default:
        return [...this.#filters.fields, ...this.#settings].find(field => field.name === member || `settings.${field.name}` === member)?.text() ?? '';
    }
  }

  /** The content of a member's field, as a part of a state. */
  stateOf(member) {
    const {name, streamType, eventTypes, filters, settings} = this.state();
    switch (member) {
      case 'name':
        return {name};
      case 'stream_type':
        return {streamType};
      case 'filters.event_types':
        return {eventTypes};
      default: {
        if (member.startsWith('filters.')) {
          const filter = member.replace('filters.', '');
          return {filters: {[filter]: filters[filter]}};
        }
        const setting = member.replace('settings.', '');
        return {settings: {[setting]: settings[setting]}};
      }
    }
  }

  #eventTypesText() {
    const chosen = this.#eventTypes.chosen();
    return chosen.length === 0 ? t('form.events.all') : chosen.map(id => this.#lookups.event_types.find(type => type.id === id)?.description ?? id).join(', ');
  }

  /** Shows errors at their fields. @returns {{member: string, reason: string}[]} those without a field */
  showErrors(errors) {
    const fields = this.#fields();
    fields.forEach(field => field.setError(null));
    const homeless = [];
    for (const error of errors) {
      const member = error.member.startsWith('filters.') ? error.member : error.member.replace(/^settings\./, '').split('.')[0];
      const field = fields.find(each => each.name === member);
      if (field === undefined) {
        homeless.push(error);
      } else {
        field.setError(reasonText(error.reason));
      }
    }
    return homeless;
  }

  /** Moves the focus to the first field with an error. */
  focusError() {
    const field = this.#fields().find(each => each.element.classList.contains('has-error'));
    if (field !== undefined) {
      this.#moreSection.open ||= this.#more.contains(field.element);
      this.#filters.element.open ||= this.#filters.element.contains(field.element);
      field.focus();
    }
  }

  #fields() {
    return [this.#organisation, this.#name, ...this.#filters.fields, ...this.#settings].filter(field => field !== null);
  }

  #type() {
    return this.#lookups.api_types.find(type => type.id === this.apiType);
  }

  #apiChoice() {
    this.#apiChoices = choices({
      name: 'api_type',
      label: t('form.api'),
      className: 'cards',
      options: this.#lookups.api_types.map(type => ({value: type.id, content: [apiSign(type.id), h('span', {}, told(type.label))]})),
      value: this.apiType,
      onchange: value => {
        this.apiType = value;
        this.#drawSettings();
        this.#follow();
      },
    });
    return this.#apiChoices.element;
  }

  #apiFixed() {
    return h(
      'div',
      {class: 'field'},
      h('div', {class: 'field-label'}, h('span', {}, t('form.api'))),
      h('div', {class: 'api api-fixed'}, apiSign(this.apiType), h('span', {}, told(this.#type().label))),
    );
  }

  /** Input for another API type stays in fields of the same name, except for secrets. */
  #drawSettings() {
    const entered = new Map(this.#settings.map(field => [field.name, field.value()]));
    const present = description => {
      if (!description.secret) {
        return this.#stream?.settings[description.member];
      }
      const secret = this.#stream?.secrets[description.member];
      return description.kind === 'NAMED_TEXTS' ? secret?.names : secret?.set;
    };
    const descriptions = this.#type().fields;
    this.#settings = descriptions.map(description =>
      settingField(description, present(description), description.secret ? undefined : entered.get(description.member)),
    );
    const elements = advanced => this.#settings.filter((_, i) => descriptions[i].advanced === advanced).map(field => field.element);
    replace(this.#main, elements(false));
    replace(this.#more, elements(true));
    this.#moreSection.hidden = this.#more.children.length === 0;
    [this.#main, this.#more].forEach(part => part.addEventListener('input', () => this.#hideReplaced()));
    this.#hideReplaced();
  }

  /** Members that are not needed because others replace them. */
  #replaced() {
    const given = this.#type().fields.filter((description, i) => description.instead_of.length > 0 && !this.#settings[i].isEmpty());
    return new Set(given.flatMap(description => description.instead_of));
  }

  #hideReplaced() {
    const replaced = this.#replaced();
    this.#settings.forEach(field => (field.element.hidden = replaced.has(field.name)));
  }

  /** Adapts the rest to the stream type and the API type. */
  #follow() {
    this.#streamType.allow(this.#type().stream_types);
    this.#apiHelp.textContent = told(this.#type().help);
    this.#eventTypes.element.hidden = this.#streamType.value() === 'USAGE';
    this.#filters.follow(this.#streamType.value() !== 'USAGE');
  }
}
