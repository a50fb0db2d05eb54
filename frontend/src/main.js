import './styles/main.css';
import 'htmx.org';
import { guardHtmx } from './behaviours/session.js';
import { sendFormsByFetch } from './behaviours/forms.js';
import { openDialogs } from './behaviours/dialogs.js';
import { watchSignatures } from './behaviours/signature.js';
import { focusErrors } from './behaviours/focus.js';
import { smallThings } from './behaviours/small.js';
import { takeFragments } from './behaviours/fragment.js';

guardHtmx();
sendFormsByFetch();
openDialogs();
watchSignatures();
focusErrors();
smallThings();
takeFragments();
