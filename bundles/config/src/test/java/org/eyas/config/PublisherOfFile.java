package org.eyas.config;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Makes publishers of a configuration file for tests, outside a framework. */
final class PublisherOfFile {
  private PublisherOfFile() {}

  /** A publisher that has read the file. */
  static ConfigurationPublisher read(Path file) throws Exception {
    ServiceRegistration<?> registration = fake(ServiceRegistration.class, (_, _) -> null);
    Map<String, String> properties = Map.of("eyas.option.config", file.toString());
    BundleContext context =
        fake(
            BundleContext.class,
            (method, arguments) -> method.equals("getProperty") ? properties.get((String) arguments[0]) : registration);
    Configuration stored = fake(Configuration.class, (_, _) -> null);
    return new ConfigurationPublisher(context, fake(ConfigurationAdmin.class, (_, _) -> stored));
  }

  private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> answers.apply(method.getName(), arguments)));
  }
}
