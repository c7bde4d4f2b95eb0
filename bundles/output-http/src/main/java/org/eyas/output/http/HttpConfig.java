package org.eyas.output.http;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys http_output and eyas.http_output of the configuration file, or one entry of eyas.http_outputs. */
@ObjectClassDefinition(name = "Eyas output: HTTP")
@interface HttpConfig {
  @AttributeDefinition(description = "The name of this output")
  String output_name() default "http";

  @AttributeDefinition(description = "The key of this output in the configuration file")
  String key_section() default "http_output";

  // With a dot at the beginning of its name it does not become a property of the service, because the address of a web hook is a
  // secret.
  @AttributeDefinition(description = "The address to which alerts are posted", type = AttributeType.PASSWORD)
  String _url();

  @AttributeDefinition(description = "Headers to add, each as NAME: VALUE", type = AttributeType.PASSWORD)
  String[] _headers() default {};

  @AttributeDefinition(description = "The format of requests: alert, or the name of a format")
  String format() default "alert";

  @AttributeDefinition(description = "File with a template for requests; used instead of the format")
  String template() default "";

  @AttributeDefinition(description = "The host name in formats; empty means the name of this system")
  String hostname() default "";

  @AttributeDefinition(description = "The least urgent priority that is sent")
  String minimum_priority() default "debug";

  @AttributeDefinition(description = "Names of the rules whose alerts are sent, * stands for any text; empty means all rules")
  String[] rules() default {};

  @AttributeDefinition(description = "Send alerts of rules with at least one of these tags; empty means all rules")
  String[] tags() default {};

  @AttributeDefinition(description = "The User-Agent header")
  String user_agent() default "falcosecurity/falco";

  @AttributeDefinition(description = "Do not check the certificate of the server")
  boolean insecure() default false;

  @AttributeDefinition(description = "File with the certificate of the authority that the server's certificate is checked with")
  String ca_cert() default "";

  @AttributeDefinition(description = "File with the certificates of several authorities")
  String ca_bundle() default "";

  @AttributeDefinition(description = "Folder with the certificates of several authorities")
  String ca_path() default "/etc/ssl/certs";

  @AttributeDefinition(description = "Present a client certificate to the server")
  boolean mtls() default false;

  @AttributeDefinition(description = "File with the client certificate")
  String client_cert() default "";

  @AttributeDefinition(description = "File with the private key of the client certificate")
  String client_key() default "";

  @AttributeDefinition(description = "Print the answers of the server")
  boolean echo() default false;

  @AttributeDefinition(description = "Compress bodies with gzip")
  boolean compress_uploads() default false;

  @AttributeDefinition(description = "How often a request that timed out is sent again")
  int max_consecutive_timeouts() default 5;

  @AttributeDefinition(description = "Time limit for one request, in milliseconds")
  long request_timeout_millis() default 10_000;

  @AttributeDefinition(description = "Time for which sending an alert is tried again, in milliseconds")
  long retry_millis() default 60_000;

  @AttributeDefinition(description = "Folder in which alerts wait until the server has accepted them; empty means none")
  String spool_directory() default "";

  @AttributeDefinition(description = "Maximum size of the waiting alerts, in MB")
  int spool_limit_mb() default 100;

  @AttributeDefinition(description = "Whether written alerts survive a loss of power")
  boolean spool_fsync() default false;
}
