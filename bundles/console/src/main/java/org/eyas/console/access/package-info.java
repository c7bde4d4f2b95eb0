/** Who may do what: accounts, sessions, and the gate that every request goes through. */
@NullMarked
package org.eyas.console.access;

import org.jspecify.annotations.NullMarked;
