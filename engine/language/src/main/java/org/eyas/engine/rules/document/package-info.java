/**
 * Reads the text of rule documents: YAML mappings, places and snippets for messages, faults and findings, limits, and
 * the JSON schema.
 */
@NullMarked
package org.eyas.engine.rules.document;

import org.jspecify.annotations.NullMarked;
