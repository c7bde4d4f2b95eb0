/** Log-in by an OpenID provider: its documents, the tokens that it issues, and the role that follows from the groups of a user. */
@NullMarked
package org.eyas.console.oidc;

import org.jspecify.annotations.NullMarked;
