package org.eyas.kube;

/**
 * Names one object.
 *
 * @param uid differs for each object that ever was
 * @param namespace empty for objects that are in none, such as namespaces
 */
public record ObjectId(String uid, String namespace, String name) {}
