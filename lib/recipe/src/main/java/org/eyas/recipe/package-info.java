/** Recipes that consist of steps, stored as data: they describe the event that a driver writes for each system call. */
@NullMarked
package org.eyas.recipe;

import org.jspecify.annotations.NullMarked;
