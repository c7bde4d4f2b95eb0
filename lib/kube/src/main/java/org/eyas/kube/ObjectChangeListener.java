package org.eyas.kube;

import java.util.List;

/**
 * Receives the objects of one resource. Called by the thread of its {@link ListWatch}, one call after another; it may
 * take a lock.
 */
public interface ObjectChangeListener {
  /**
   * All objects that exist; others do not exist any more. Called first, and again when changes in between are not
   * known.
   */
  void listed(List<KubeObject> all);

  /** Called when an object is new or has changed. */
  void put(KubeObject object);

  void removed(KubeObject object);

  /**
   * An attempt failed, so objects are not known or not up to date; the text says why. Called after each failed attempt.
   */
  void failed(String problem);

  /** The server answers. */
  void answered();
}
