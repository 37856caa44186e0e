module.exports = () => ((parts) => parts)`constant ${1} text`;
