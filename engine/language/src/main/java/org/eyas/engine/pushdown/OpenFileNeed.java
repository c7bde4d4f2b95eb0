package org.eyas.engine.pushdown;

import org.eyas.api.pushdown.KeptFiles;

/**
 * The reason for which a rule needs files that were opened earlier.
 *
 * @param files the needed files: directories or all
 * @param reason the rule, and the first of its fields that needs the files, for people
 */
public record OpenFileNeed(KeptFiles files, String reason) {}
