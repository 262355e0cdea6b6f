// Starts the page.
import { h, render } from 'preact';
import { info } from './api.js';
import { App } from './app.js';
import { applyTheme, themeChoice } from './theme.js';

applyTheme(themeChoice());
info.load().catch(() => {});
render(h(App, null), document.getElementById('app'));
