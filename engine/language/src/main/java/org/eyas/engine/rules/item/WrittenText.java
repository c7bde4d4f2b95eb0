package org.eyas.engine.rules.item;

import org.eyas.engine.rules.document.DocumentPlace;

/** A text of a document and its place. */
public record WrittenText(String text, DocumentPlace context) {}
