/** Access: accounts, sessions, and the gate that checks every request. */
@NullMarked
package org.eyas.console.access;

import org.jspecify.annotations.NullMarked;
