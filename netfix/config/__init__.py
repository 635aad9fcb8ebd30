"""What a project says about how netfix is to work in it: files, keys, values, and which file counts where."""
