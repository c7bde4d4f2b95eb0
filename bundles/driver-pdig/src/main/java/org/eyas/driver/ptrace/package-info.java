/** The driver that watches one tree of processes without privileges, through ptrace and seccomp. */
@NullMarked
package org.eyas.driver.ptrace;

import org.jspecify.annotations.NullMarked;
