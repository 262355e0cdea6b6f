// The page: its header, and the view at the present address.
import { useEffect, useState } from 'preact/hooks';
import { address } from './route.js';
import { info } from './api.js';
import { useChanges } from './changes.js';
import { connection } from './connection.js';
import { Help } from './help.js';
import { html } from './html.js';
import { isForPage } from './keys.js';
import { Text } from './parts.js';
import { RunPage } from './run-page.js';
import { RunsPage } from './runs-page.js';
import { nextTheme, themeChoice } from './theme.js';

const THEME_SIGNS = { auto: '◐', light: '☀', dark: '☾' };

export function App() {
  const { route } = useChanges(address);
  const { value } = useChanges(info);
  const { isLost } = useChanges(connection);
  const [theme, setTheme] = useState(themeChoice);
  const [hasHelp, setHasHelp] = useState(false);

  useEffect(() => {
    const onKey = event => {
      if (!isForPage(event)) {
        return;
      }

      if (event.key === '?') {
        event.preventDefault();
        setHasHelp(true);
      } else if (event.key === '/') {
        const filter = document.querySelector('[data-filter]');
        if (filter) {
          event.preventDefault();
          filter.focus();
        }
      }
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return html`
    <a class="skip" href="#main" onClick=${event => (event.preventDefault(), document.getElementById('main').focus())}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 4 L12 4 M4 4 L8 12 M12 4 L8 12" /><circle cx="4" cy="4" r="2.5" /><circle cx="12" cy="4" r="2.5" /><circle cx="8" cy="12" r="2.5" /></svg>Hypergraph</a>
      ${value.graph && html`<${Text} class="faint graph-name" value=${value.graph} />`}
      <span class="fill"></span>
      <span class="connection" role="status">${isLost ? 'Reconnecting…' : ''}</span>
      <button type="button" class="quiet" data-theme-toggle aria-label=${`Theme: ${theme}`} title=${`Theme: ${theme}`} onClick=${() => setTheme(nextTheme(theme))}>
        <span aria-hidden="true">${THEME_SIGNS[theme]}</span></button>
      <button type="button" class="quiet" aria-label="Help" title="Help (?)" onClick=${() => setHasHelp(true)}>?</button>
    </header>
    <main id="main" tabindex="-1">
      ${route.key === undefined ? html`<${RunsPage} query=${route.query} />` : html`<${RunPage} key=${route.key} route=${route} />`}
    </main>
    ${hasHelp && html`<${Help} onClose=${() => setHasHelp(false)} version=${value.version} />`}`;
}
