/** The site: it finds the page for each path and serves the static files, the log-in, the accounts and the audit log. */
@NullMarked
package org.eyas.console.page.site;

import org.jspecify.annotations.NullMarked;
