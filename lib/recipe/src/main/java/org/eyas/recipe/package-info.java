/** What a driver writes for each system call: recipes that consist of steps, stored as data. */
@NullMarked
package org.eyas.recipe;

import org.jspecify.annotations.NullMarked;
