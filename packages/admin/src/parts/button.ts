import type { ActionName } from '../actions.ts';
import { html, type Markup } from '../markup.ts';
import type { Visit } from '../visit.ts';

/** How a button looks. `main`: what one comes for; `danger`: what cannot be brought back. */
export type ButtonKind = 'main' | 'plain' | 'danger';

/** A button that does something at once. */
export const button = ({ links, token }: Visit, action: ActionName, label: string, kind: ButtonKind): Markup =>
  html` <form method="post" action="${links.to(action)}">
    <input type="hidden" name="token" value="${token}" />
    <button class="button ${kind}">${label}</button>
  </form>`;

/** A link to the page that asks first. */
export const askingButton = ({ links }: Visit, action: ActionName, label: string, kind: ButtonKind): Markup =>
  html`<a class="button ${kind}" href="${links.to(`confirm/${action}`)}">${label}</a>`;
