package org.eyas.launcher.shortage;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Writes the errors of the component runtime to the log, in place of standard error: a component whose constructor failed is
 * reported only there. Other lines of the runtime are not logged.
 */
public final class ComponentLog implements LoggerFactory, InvocationHandler {
  private static final org.slf4j.Logger LOG = org.slf4j.LoggerFactory.getLogger(ComponentLog.class);

  // The interface has 36 methods, five of which mean anything here.
  private final Logger logger =
      (Logger) Proxy.newProxyInstance(ComponentLog.class.getClassLoader(), new Class<?>[] {Logger.class}, this);

  private ComponentLog() {}

  /** Registers the log; must be called before the runtime starts. */
  public static void registerAt(BundleContext context) {
    context.registerService(LoggerFactory.class, new ComponentLog(), new Hashtable<>());
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "error" -> log(arguments);
      case "isErrorEnabled" -> true;
      case "getName", "toString" -> "components";
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && arguments[0] == proxy;
      default -> method.getReturnType() == boolean.class ? false : null;
    };
  }

  // The runtime calls error(String) and error(String, Throwable).
  private static @Nullable Object log(Object @Nullable [] arguments) {
    if (arguments != null && arguments.length > 1 && arguments[1] instanceof Throwable failure) {
      LOG.error("{}", arguments[0], failure);
    } else if (arguments != null) {
      LOG.error("{}", arguments[0]);
    }
    return null;
  }

  @Override
  public Logger getLogger(String name) {
    return logger;
  }

  @Override
  public Logger getLogger(Class<?> type) {
    return logger;
  }

  @Override
  public <L extends Logger> L getLogger(String name, Class<L> type) {
    return type.cast(logger);
  }

  @Override
  public <L extends Logger> L getLogger(Class<?> of, Class<L> type) {
    return type.cast(logger);
  }

  @Override
  public <L extends Logger> L getLogger(Bundle bundle, String name, Class<L> type) {
    return type.cast(logger);
  }
}
