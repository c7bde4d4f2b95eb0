/** Loads rules: collects the definitions of all documents, resolves them to rules, and adds outputs and mutes. */
@NullMarked
package org.eyas.engine.rules;

import org.jspecify.annotations.NullMarked;
