import { createApp, h } from 'vue';
import { OdkWebForm, webFormsPlugin } from '@getodk/web-forms';

const formXml = await (await fetch('form.xml')).text();
const props = { formXml, fetchFormAttachment: () => Promise.reject(new Error('none')), trackDevice: false };
createApp({ render: () => h(OdkWebForm, props) }).use(webFormsPlugin).mount('#form');
