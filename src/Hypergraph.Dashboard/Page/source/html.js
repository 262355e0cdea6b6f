// The template tag of all views: htm over preact. Interpolated texts become text nodes, never markup.
import { h } from 'preact';
import htm from 'htm';

export const html = htm.bind(h);
