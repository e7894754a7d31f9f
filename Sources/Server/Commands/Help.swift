/// The text of `help`.
package enum Help {
    package static let text: String = """
        telegram-backend: a backend for Telegram bots and Mini Apps

        Usage: telegram-backend [command] [--env-file PATH]

        Commands:
          serve            Serve until SIGTERM (the default)
          check            Say whether this configuration is ready to be deployed; exit 1 where it is not
          migrate          Apply the migrations that are missing
          migrate --check  List the migrations that are missing and exit 1; print nothing where there are none
          version          Print the version
          help             Print this text

        Options:
          --env-file PATH  Read this file instead of .env; it must exist

        Configuration comes from the environment and from .env, the environment wins; .env.example lists the keys.
        """
}
