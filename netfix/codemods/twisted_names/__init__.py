"""What `--migrate twisted` does: modules, names and idioms that Twisted changed. Only where they are asked for."""
