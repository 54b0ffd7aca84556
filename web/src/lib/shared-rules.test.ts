// What runs in Node and in workerd runs in the browser too: a row must not be ready here and refused there.
import '#shared/contact/read-contact.test.ts';
import '#shared/expiration/expiration-date.test.ts';
import '#shared/expiration/read-duration.test.ts';
import '#shared/expiration/read-expiration.test.ts';
import '#shared/validate/history-rules.test.ts';
import '#shared/validate/quick-rules.test.ts';
import '#shared/validate/read-number.test.ts';
import '#shared/validate/same-everywhere.test.ts';
import '#shared/validate/validate-row.test.ts';
import '#shared/validate/validate-table.test.ts';
