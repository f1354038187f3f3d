import {h, replace, setAttribute, setText} from './dom.js';
import {icon} from './icons.js';
import {LANGUAGES, language, t} from './language.js';
import {THEMES, setTheme, theme} from './theme.js';

const THEME_ICONS = {system: 'screen', light: 'sun', dark: 'moon'};

/**
 * The frame of every view: the bar with the organisation, whether changes arrive, language and theme.
 *
 * @param {{session: object | null, onlanguage: (name: string) => void, onsignout: () => void}} options
 */
export function shell({session, onlanguage, onsignout}) {
  const live = h('span', {class: 'live'}, h('span', {class: 'live-dot', 'aria-hidden': 'true'}), h('span', {class: 'live-text'}));
  const main = h('main', {id: 'main', class: 'main', tabindex: '-1'});
  const element = h(
    'div',
    {class: 'shell'},
    h('a', {class: 'skip', href: '#main', onclick: event => skip(event, main)}, t('skip')),
    h(
      'header',
      {class: 'bar'},
      h(
        'div',
        {class: 'bar-inner'},
        h('a', {class: 'brand', href: '#/', 'aria-label': 'Data Streamer'}, h('img', {src: 'icon.svg', alt: '', width: 24, height: 24}), h('span', {}, 'Data Streamer')),
        session && h('span', {class: 'bar-organisation'}, who(session)),
        h('span', {class: 'bar-space'}),
        session && live,
        themeButton(),
        languageChoice(onlanguage),
        session &&
          h('button', {type: 'button', class: 'button quiet icon-only', 'aria-label': t('signout'), title: t('signout'), onclick: onsignout}, icon('exit')),
      ),
    ),
    main,
  );
  return {
    element,
    main,
    /** @param {'on' | 'connecting' | 'off' | 'offline'} state */
    setLive(state) {
      setAttribute(live, 'data-state', state);
      setText(live.querySelector('.live-text'), t(`live.${state}`));
    },
  };
}

function who(session) {
  return session.role === 'OPERATOR' ? t('operator') : t('organisation', {id: session.organisation_id});
}

function skip(event, main) {
  event.preventDefault();
  main.focus();
}

function themeButton() {
  const button = h('button', {
    type: 'button',
    class: 'button quiet icon-only',
    onclick: () => {
      setTheme(THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length]);
      show();
    },
  });
  const show = () => {
    const label = `${t('theme')}: ${t(`theme.${theme()}`)}`;
    button.setAttribute('aria-label', label);
    button.title = label;
    replace(button, icon(THEME_ICONS[theme()]));
  };
  show();
  return button;
}

function languageChoice(onlanguage) {
  return h(
    'div',
    {class: 'languages', role: 'group', 'aria-label': t('language')},
    Object.entries(LANGUAGES).map(([name, label]) =>
      h(
        'button',
        {
          type: 'button',
          lang: name,
          title: label,
          'aria-pressed': String(name === language()),
          onclick: () => onlanguage(name),
        },
        name.toUpperCase(),
      ),
    ),
  );
}
